/** All that the worker does with the disk. */
import { openGrowingFiles } from './growingFiles.ts'
import { readPart, readSmall } from './readFiles.ts'
import { openPart, placeFile, saveSmall } from './saveFiles.ts'

export type DiskApi = ReturnType<typeof openDiskApi>

export const openDiskApi = () => ({
  ...openGrowingFiles(),
  readPart,
  readSmall,
  openPart,
  placeFile,
  saveSmall,
})
