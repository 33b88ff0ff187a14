import { CHROMIUM } from './browsers.ts';
import { bridgeSuite } from './suite.ts';

/** Whom it hears and speaks to, what survives a reload, what is let go in the end, and what never leaks. */
const CORE = /^case (?:[1-9]|10|19|22|27|28):/;

bridgeSuite(CHROMIUM, (title) => CORE.test(title));
