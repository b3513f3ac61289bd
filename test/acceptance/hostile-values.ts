/** A stream of choices that is the same for the same seed, so that a failure can be made again. */
export interface Dice {
  below(bound: number): number
  pick<T>(choices: readonly T[]): T
  chance(probability: number): boolean
}

/** Mulberry32: small, quick, and good enough to choose test cases. */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number) => Math.floor(next() * bound)
  return { below, pick: choices => choices[below(choices.length)]!, chance: p => next() < p }
}

export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '..',
  '../../etc/passwd',
  'pi_1/refund',
  'pi_1%2frefund',
  '%2e%2e',
  '%00',
  '\u0000',
  '\ud800',
  '\u202e',
  '💥'.repeat(50),
  'x'.repeat(10_000),
  "' OR 1=1 --",
  '<img src=x onerror=alert(1)>',
  '{{7*7}}',
  '=cmd|calc',
  'line\r\nset-cookie: a=b',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'NaN',
  '-1',
  '0',
  '1e309',
  '99999999999999999999',
  '(a+)+$',
  'a:b:c:d',
  'eyJhIjoxfQ==',
  `pi_${'A'.repeat(300)}`,
]

/** Words that mean something to a store or a parser: in any place they must be refused or be text. */
export const hostileValues: readonly unknown[] = [
  ...hostileTexts,
  null,
  true,
  0,
  -1,
  1.5,
  Number.MAX_SAFE_INTEGER,
  1e300,
  [],
  [[[[]]]],
  {},
  { $ne: null },
  { toString: 'x' },
  { id: { id: 'pi_1' } },
  Array.from({ length: 500 }, () => 'x'),
]

/** What a client must not be able to say of itself: every write refuses a member that it does not declare. */
export const undeclaredMembers: readonly string[] = [
  'role',
  'id',
  'createdAt',
  'approvedBy',
  'requestedBy',
  'status',
  'state',
  'permissions',
  'generation',
  'idempotencyKey',
  'submit',
  'livemode',
]
