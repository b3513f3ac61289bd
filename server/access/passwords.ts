import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// OWASP's first recommendation for scrypt; Node refuses it under its default memory bound.
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
const keyBytes = 32
const atOnce = 2

let running = 0
const waiting: (() => void)[] = []

/** Hash work is bounded, so that a flood of sign-ins takes neither the memory nor every thread. */
async function bounded<T>(work: () => Promise<T>): Promise<T> {
  while (running >= atOnce) await new Promise<void>(resolve => waiting.push(resolve))
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  bounded(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize('NFKC'), salt, keyBytes, cost, (error, key) =>
          error ? reject(error) : resolve(key),
        )
      }),
  )

/** `scrypt$<salt>$<key>`, both base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt)
  return `scrypt$${salt.toString('base64url')}$${key.toString('base64url')}`
}

/** Does the same work whether or not there is such an account, so that the time does not tell. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [, salt = '', expected = ''] = (hash ?? `scrypt$${'A'.repeat(22)}$${'A'.repeat(43)}`).split('$')
  const key = await derive(password, Buffer.from(salt, 'base64url'))
  const wanted = Buffer.from(expected, 'base64url')
  return hash !== null && wanted.length === key.length && timingSafeEqual(key, wanted)
}
