import { FIREFOX } from './browsers.ts';
import { bridgeSuite } from './suite.ts';

bridgeSuite(FIREFOX);
