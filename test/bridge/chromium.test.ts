import { CHROMIUM } from './browsers.ts';
import { bridgeSuite } from './suite.ts';

bridgeSuite(CHROMIUM);
