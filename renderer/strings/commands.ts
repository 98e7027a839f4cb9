/** Words around commands; their labels are in shared/model/command.ts, where the native menu finds them too. */

export const commandWords = {
  notHere: 'This is not possible here.',
  nothingSelected: 'Select a file first.',
  noBucket: 'Open a bucket first.',
  noPast: 'There is nothing to go back to.',
  noFuture: 'There is nothing to go forward to.',
  noConnection: 'Make a connection first.',
  paletteLabel: 'Commands',
  palettePlaceholder: 'What do you want to do?',
  noMatch: 'No command has these words.',
} as const
