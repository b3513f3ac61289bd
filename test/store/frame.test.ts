import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeFrame,
  decodeSegmentHeader,
  encodeFrame,
  encodeSegmentHeader,
  frameRecords,
} from '#server/store/embedded/frame.ts'
import { scanSegment } from '#server/store/embedded/segment-scan.ts'

const marker = Buffer.from('87654321')
const bytes = fc.uint8Array({ maxLength: 40 })
const records = fc.array(fc.array(bytes, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 })

it('records come back from a frame as they went in, each where the frame said it would be', () => {
  fc.assert(
    fc.property(records, fc.nat(), (written, firstRecord) => {
      const frame = encodeFrame(marker, firstRecord, written)
      const decoded = decodeFrame(frame.bytes, 0, marker)
      expect(decoded?.end).toBe(frame.bytes.length)
      const read = decoded ? [...frameRecords(frame.bytes, decoded)] : []
      expect(read.map(record => record.bytes)).toEqual(written.map(parts => Buffer.concat(parts)))
      expect(read.map(record => record.start)).toEqual(frame.starts)
      expect(read.map(record => record.number)).toEqual(written.map((_, index) => firstRecord + index))
    }),
  )
})

it('a frame with any byte missing or changed, or of another segment, is no frame', () => {
  const { bytes: whole } = encodeFrame(marker, 7, [[Buffer.from('one')], [Buffer.from('two')]])
  for (let at = 0; at < whole.length; at += 1) {
    expect(decodeFrame(whole.subarray(0, at), 0, marker)).toBeUndefined()
    const changed = Buffer.from(whole)
    changed[at]! ^= 0x10
    expect(decodeFrame(changed, 0, marker), `byte ${at}`).toBeUndefined()
  }
  expect(decodeFrame(whole, 0, Buffer.from('otherone'))).toBeUndefined()
})

it('a segment header tells its marker and first record, and any damage to it is seen', () => {
  const whole = encodeSegmentHeader({ marker, firstRecord: 12_345_678_901 })
  expect(decodeSegmentHeader(whole)).toEqual({ marker, firstRecord: 12_345_678_901 })
  for (let at = 0; at < whole.length; at += 1) {
    expect(decodeSegmentHeader(whole.subarray(0, at))).toBeUndefined()
    const changed = Buffer.from(whole)
    changed[at]! ^= 0x10
    expect(decodeSegmentHeader(changed), `byte ${at}`).toBeUndefined()
  }
})

describe('the end of a segment', () => {
  const frames = [1, 3, 4].map(first =>
    encodeFrame(marker, first, first === 1 ? [[Buffer.from('a')], [Buffer.from('b')]] : [[Buffer.from('c')]]),
  )
  const [first, second, third] = frames.map(frame => frame.bytes) as [Buffer, Buffer, Buffer]
  const scan = (...parts: Uint8Array[]) => scanSegment(Buffer.concat(parts), 0, marker, 1, () => undefined)

  it('is whole after whole frames, also after none', () => {
    expect(scan()).toEqual({ verdict: 'whole', end: 0, nextRecord: 1 })
    const end = first.length + second.length
    expect(scan(first, second)).toEqual({ verdict: 'whole', end, nextRecord: 4 })
  })

  it('is torn where nothing whole follows', () => {
    const end = first.length
    expect(scan(first, second.subarray(0, -1))).toEqual({ verdict: 'torn', end, nextRecord: 3 })
    expect(scan(first, Buffer.alloc(100))).toEqual({ verdict: 'torn', end, nextRecord: 3 })
    expect(scan(first, second.subarray(3), marker)).toEqual({ verdict: 'torn', end, nextRecord: 3 })
  })

  it('is damaged where a whole frame follows, whatever stands between', () => {
    const end = first.length
    const broken = Buffer.from(second)
    broken[30]! ^= 1
    expect(scan(first, broken, third)).toEqual({ verdict: 'damaged', end, nextRecord: 3 })
    expect(scan(first, second.subarray(0, 5), third)).toMatchObject({ verdict: 'damaged', end })
  })

  it('is damaged where a frame is missing or comes twice', () => {
    expect(scan(first, third)).toMatchObject({ verdict: 'damaged', end: first.length })
    expect(scan(first, first)).toMatchObject({ verdict: 'damaged', end: first.length })
  })
})
