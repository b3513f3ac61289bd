declare module 'fs-native-extensions' {
  /** Takes the kernel's exclusive lock on an open file, or answers `false` at once when another holds it. */
  export function tryLock(fd: number): boolean
}
