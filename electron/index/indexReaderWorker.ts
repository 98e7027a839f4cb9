/** The worker that answers questions to indexes, beside the one that writes them: nobody waits for a write. */
import { serveWorker } from '../platform/workerLink.ts'
import { OpenIndexes, type IndexPlace } from './openIndexes.ts'
import { questions, type Questions } from './questions.ts'

const indexes = new OpenIndexes()

type Ask = { readonly file: string; readonly name: keyof Questions; readonly argument: never }

const api = {
  open: (place: IndexPlace) => indexes.openBeside(place),
  close: (place: Pick<IndexPlace, 'file'>) => indexes.close(place),
  ask: ({ file, name, argument }: Ask): unknown =>
    indexes.with(file, ({ database }) => questions[name](database, argument)),
}

export type IndexReaderApi = typeof api

serveWorker(api)
