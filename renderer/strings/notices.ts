/** Words around what is told at the edge of the window. */

export const noticeWords = {
  region: 'Notices',
  dismiss: 'Dismiss',
  cancel: 'Cancel',
  typeToConfirm: (text: string) => `Type “${text}” to confirm`,
} as const
