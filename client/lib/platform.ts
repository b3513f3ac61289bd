const isMac = navigator.userAgent.includes('Mac OS')

/** The key that `Mod+` of a shortcut stands for, as it is printed on the keyboard. */
export const modKey = isMac ? '⌘' : 'Ctrl'
