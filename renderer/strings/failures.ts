/** Words around failures; the failures bring their own sentences. */

export const failureWords = {
  tryAgain: 'Try again',
  editConnection: 'Edit connection…',
  chooseBucket: 'Choose another bucket',
  showDeleted: 'Show deleted files',
  copyDetails: 'Copy details',
  copied: 'Copied',
  cantStart: 'Strata could not open its window',
} as const
