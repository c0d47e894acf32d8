// Starts every island that the page has a place for; without this script each page is complete, only less handy.
import { startCopyButtons } from './copyButtons.ts';
import { startLines } from './lines.ts';
import { startLiveSearch } from './liveSearch.ts';
import { startSearchKey } from './searchKey.ts';
import { startSubmitOnChange } from './submitOnChange.ts';
import { startThemeToggle } from './themeToggle.ts';

startThemeToggle(document);
startSearchKey(document);
startCopyButtons(document);
startLiveSearch(document);
startSubmitOnChange(document);
startLines(document);
