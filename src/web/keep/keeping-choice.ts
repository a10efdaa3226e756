const key = 'footnote-keep-conversations'

/** Whether this browser is to keep conversations; it does until its reader says no. */
export function isKeeping(): boolean {
  try {
    return localStorage.getItem(key) !== 'no'
  } catch {
    // Where no choice can be kept, nothing else is.
    return false
  }
}

/** @returns whether the choice could be kept */
export function chooseKeeping(keeps: boolean): boolean {
  try {
    if (keeps) localStorage.removeItem(key)
    else localStorage.setItem(key, 'no')
    return true
  } catch {
    return false
  }
}
