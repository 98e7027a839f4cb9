/** What can be wrong with an inventory, in words. */
import { failed, type FailureError } from '../../shared/failure.ts'

const wrong = (reason: string, message: string, advice: string, options?: ErrorOptions): FailureError =>
  failed({ code: 'invalid-request', reason, message, advice }, options)

export const notAnAddress = (): FailureError =>
  wrong(
    'inventory-address',
    'This is no address of an inventory.',
    'Write the bucket and the path, like inventory-bucket/path/manifest.json or s3://inventory-bucket/path/.',
  )

export const noManifest = (place: string): FailureError =>
  failed({
    code: 'not-found',
    reason: 'inventory-none',
    message: `There is no inventory in ${place}.`,
    advice: 'Name the manifest.json itself, or the folder that holds a folder for each day.',
  })

export const notAManifest = (place: string, options?: ErrorOptions): FailureError =>
  wrong(
    'inventory-unreadable',
    `${place} is no manifest of an S3 Inventory.`,
    'Choose the manifest.json that the server wrote beside the inventory’s date.',
    options,
  )

export const manifestDamaged = (): FailureError =>
  wrong(
    'inventory-damaged',
    'The manifest differs from its manifest.checksum.',
    'It may be half written: wait until the server has finished it, or choose an older one.',
  )

export const otherBucket = (source: string, bucket: string): FailureError =>
  wrong(
    'inventory-other-bucket',
    `This is an inventory of the bucket ${source}, not of ${bucket}.`,
    `Choose an inventory whose manifest names ${bucket} as its source.`,
  )

export const wrongDate = (): FailureError =>
  wrong(
    'inventory-date',
    'The manifest’s date lies in the future or can’t be read.',
    'Choose another inventory, or check this computer’s clock.',
  )

export const unsupportedFormat = (format: string): FailureError =>
  wrong(
    'inventory-format',
    `Inventories in the format ${format} can’t be read.`,
    'Have the inventory made as CSV or Apache Parquet: that is one setting of its configuration.',
  )

export const currentOnly = (): FailureError =>
  wrong(
    'inventory-current-only',
    'This inventory lists current versions only.',
    'Set its configuration to include all versions, and wait for the next one.',
  )

export const fieldsMissing = (names: readonly string[]): FailureError =>
  wrong(
    'inventory-fields',
    `The inventory lacks ${names.join(', ')}.`,
    'Add these fields to its configuration, and wait for the next one.',
  )

export const fileGone = (key: string, options: ErrorOptions): FailureError =>
  failed(
    {
      code: 'not-found',
      reason: 'inventory-file-gone',
      message: `A file of the inventory is gone: ${key}.`,
      advice: 'It may have expired. Choose a newer inventory.',
    },
    options,
  )

export const fileDamaged = (key: string): FailureError =>
  wrong(
    'inventory-damaged',
    `A file of the inventory is not what the manifest says, by its MD5: ${key}.`,
    'Choose another inventory. The index was not touched.',
  )

export const fileUnreadable = (key: string, why: string, options: ErrorOptions): FailureError =>
  wrong(
    'inventory-file-unreadable',
    `A file of the inventory can’t be read (${why}): ${key}.`,
    'Choose another inventory. The index was not touched.',
    options,
  )

export const rowUnreadable = (row: number, what: string): FailureError =>
  wrong(
    'inventory-row',
    `Row ${row} of a file of the inventory can’t be understood: ${what}.`,
    'Choose another inventory. The index was not touched.',
  )

export const foreignRow = (row: number, bucket: string): FailureError =>
  wrong(
    'inventory-foreign-rows',
    `Row ${row} of a file of the inventory is about another bucket: ${bucket}.`,
    'The inventory was put together wrongly. Choose another one; the index was not touched.',
  )

export const nothingInIt = (): FailureError =>
  wrong(
    'inventory-empty',
    'The inventory lists nothing.',
    'The bucket may have been empty then, or the inventory is made for a prefix that nothing begins with.',
  )
