/** Words about saving files on this computer. */

export const downloadWords = {
  onlyDeleted: 'Deleted files have nothing to save. Choose one of their versions, or undelete them first.',
  tooMany: 'Too many rows are selected to name them one by one. Select the folder that holds them.',
} as const
