/** The key of the user's notes; made in the browser, never sent. */
export function vaultKey(): string {
  let secretToken = localStorage.getItem('notes.secretToken')
  if (!secretToken) {
    secretToken = crypto.randomUUID()
    localStorage.setItem('notes.secretToken', secretToken)
  }
  return secretToken
}
