import { expect, it } from 'vitest'
import { decodeText } from '../../../renderer/format/text.ts'

const words = 'Grüße aus Köln, Ωμέγα 🍵'

it('text is read as UTF-8, with or without its mark, also when it ends within a character', () => {
  const bytes = Buffer.from(words)
  expect(decodeText(bytes)).toBe(words)
  expect(decodeText(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]))).toBe(words)
  expect(decodeText(bytes.subarray(0, bytes.length - 2))).toBe('Grüße aus Köln, Ωμέγα ')
})

it('text is read as UTF-16 where its mark says so', () => {
  const little = Buffer.from(`\uFEFF${words}`, 'utf16le')
  expect(decodeText(little)).toBe(words)
  expect(decodeText(Buffer.from(little).swap16())).toBe(words)
})

it('text that is no UTF-8 is read as Western programs wrote it', () => {
  expect(decodeText(Buffer.from('Grüße', 'latin1'))).toBe('Grüße')
  expect(decodeText(Uint8Array.of(0x93, 0x4f, 0x4b, 0x94, 0x80))).toBe('“OK”€')
})

it('bytes with zeros among them are no text', () => {
  expect(decodeText(Uint8Array.of(0x47, 0x40, 0x00, 0x10))).toBeNull()
})

it('nothing is an empty text', () => {
  expect(decodeText(new Uint8Array())).toBe('')
})
