import { describe, expect, it } from 'vitest'
import { createSignatureVerifier } from '#server/stripe/signature.ts'
import { headerFor } from './signed-event.ts'

const now = Date.UTC(2026, 10, 24, 11, 0, 0)
const body = '{"id":"evt_1","note":"caf\\u00e9 ☕ 1e2",\n "b": 1, "a": 2}'
const bytes = Buffer.from(body)
const verify = createSignatureVerifier(['whsec_first', 'whsec_second'])

const good = headerFor(body, now)
const [time = '', v1 = ''] = good.split(',')
const digest = v1.slice(3)

describe('a signature', () => {
  it('by Stripe’s own library is valid, with either secret', () => {
    expect(verify(bytes, good, now)).toBe('valid')
    expect(verify(bytes, headerFor(body, now, 'whsec_second'), now)).toBe('valid')
  })

  it('may stand beside others: one good v1 is enough', () => {
    const other = headerFor(body, now, 'whsec_rolled').split(',')[1]
    expect(verify(bytes, `${time},${other},${v1},v0=abc`, now)).toBe('valid')
  })

  it('is over the bytes as received', () => {
    expect(verify(Buffer.from(JSON.stringify(JSON.parse(body))), good, now)).toBe('invalid')
    expect(verify(Buffer.concat([Buffer.from('\ufeff'), bytes]), good, now)).toBe('invalid')
    const invalidUtf8 = Buffer.from([0x7b, 0xff, 0xfe, 0x7d])
    expect(verify(invalidUtf8, headerFor(invalidUtf8.toString('utf8'), now), now)).toBe('invalid')
  })

  it('is good for 300 seconds, and into the future', () => {
    const at = (shiftMs: number) => verify(bytes, headerFor(body, now + shiftMs), now)
    expect(at(-299_000)).toBe('valid')
    expect(at(-300_000)).toBe('valid')
    expect(at(-301_000)).toBe('too_old')
    expect(at(3_600_000)).toBe('valid')
  })

  it('that is wrong is told as wrong, however old', () => {
    expect(verify(bytes, `t=${now / 1000 - 9_000},${v1}`, now)).toBe('invalid')
  })

  it('with one bit of the body changed is invalid', () => {
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(verify(changed, good, now)).toBe('invalid')
    }
  })

  const refused: Record<string, string | string[] | undefined> = {
    'no header': undefined,
    empty: '',
    blank: '   ',
    'words only': 'let me in',
    'no signature': time,
    'no time': v1,
    'v0 only': `${time},v0=${digest}`,
    'v2 only': `${time},v2=${digest}`,
    'wrong secret': headerFor(body, now, 'whsec_wrong'),
    'the first half of the digest': `${time},v1=${digest.slice(0, 32)}`,
    'one digit short': `${time},v1=${digest.slice(1)}`,
    'one digit more': `${time},v1=${digest}0`,
    'upper case': `${time},v1=${digest.toUpperCase()}`,
    'not hexadecimal': `${time},v1=${'z'.repeat(64)}`,
    'empty digest': `${time},v1=`,
    'all zeros': `${time},v1=${'0'.repeat(64)}`,
    'spaces around': `${time}, v1=${digest}`,
    'space after the sign': `${time},v1= ${digest}`,
    'quoted digest': `${time},v1="${digest}"`,
    semicolons: `${time};${v1}`,
    'another time': `t=${now / 1000 - 1},${v1}`,
    'time in milliseconds': `t=${now},${v1}`,
    'time in hexadecimal': `t=0x${(now / 1000).toString(16)},${v1}`,
    'time with a fraction': `${time}.0,${v1}`,
    'negative time': `t=-1,${v1}`,
    'time not a number': `t=now,${v1}`,
    'empty time': `t=,${v1}`,
    'a second, other time': `${time},${v1},t=${now / 1000 + 1}`,
    base64: `${time},v1=${Buffer.from(digest, 'hex').toString('base64')}`,
    'an array': [good, good],
    'hundreds of guesses': `${time},${`v1=${'0'.repeat(64)},`.repeat(500)}${v1}`,
    'capital scheme': `${time},V1=${digest}`,
  }
  it.each(Object.entries(refused))('is refused: %s', (_, header) => {
    expect(verify(bytes, header, now)).toBe('invalid')
  })

  it('needs a secret that is one', () => {
    expect(() => createSignatureVerifier([])).toThrow('secret')
    expect(() => createSignatureVerifier(['whsec_first', ' \n'])).toThrow('blank')
  })
})
