/** What a service is given of our environment: nothing that holds a secret or steers how Node or Electron run. */
export const serviceEnvironment = (env: NodeJS.ProcessEnv): Record<string, string> => {
  const withheld = ['ROUNDS_TEST_KEYCHAIN', 'ROUNDS_PASSPHRASE', 'NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE']
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !withheld.includes(entry[0]),
    ),
  )
}
