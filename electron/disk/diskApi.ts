/** All that the worker does with the disk. */
import { openHashes } from './hashFiles.ts'
import { readPart, readSmall } from './readFiles.ts'
import { openPart, placeFile, saveSmall } from './saveFiles.ts'

export type DiskApi = ReturnType<typeof openDiskApi>

export const openDiskApi = () => ({ ...openHashes(), readPart, readSmall, openPart, placeFile, saveSmall })
