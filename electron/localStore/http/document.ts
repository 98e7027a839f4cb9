/** A request's XML document, received, verified and parsed. */
import type { z } from 'zod'
import { receiveDocument, type IncomingBody } from '../body/receiveBody.ts'
import { parseXml } from './xml.ts'

/** Fails with MalformedXML, and with whatever a body can fail with. */
export async function readDocument<Value>(body: IncomingBody, schema: z.ZodType<Value>): Promise<Value> {
  return parseXml(schema, await receiveDocument(body))
}
