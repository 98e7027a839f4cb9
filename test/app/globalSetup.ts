/** What runs before all tests of the window. */
import { startCephForTheRun } from './cephForTheRun.ts'

// Playwright asks for a default export here.
// oxlint-disable-next-line import/no-default-export
export default startCephForTheRun
