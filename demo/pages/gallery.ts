import '../../src/define.ts';
import { byId } from './shared/dom.ts';
import { showBarePage } from './gallery/bare-page.ts';
import { GalleryPage } from './gallery/gallery-page.ts';
import { parseView } from './gallery/view.ts';

const view = parseView(location.search);
const root = byId(view.only ? 'bare' : 'gallery', HTMLElement);
root.hidden = false;
if (view.only) await showBarePage(root, view);
else new GalleryPage(view).show();
