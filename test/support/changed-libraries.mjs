/** Gives the tests the pg-delta that is in the bundle. */
import { changed, NAMES_WITHOUT_EXPRESSIONS } from '../../scripts/changed-libraries.mjs';

export default {
  process: (text, path) => ({ code: changed(text, NAMES_WITHOUT_EXPRESSIONS, path) }),
};
