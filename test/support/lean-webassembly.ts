/** Before every test file: as the entries, the tests need no faster parser than its first compilation gives. */
import { compileWebAssemblyLean } from '../../src/entry/lean-webassembly.ts';

compileWebAssemblyLean();
