/**
 * A stand-in for the EHR that only signs people in: the page at /fhir/sign-in goes on to the address given as
 * `redirect_uri`, or to `/fhir/elsewhere`, which leads to another site.
 */
const { createServer } = require('node:http')

const shell = process.parentPort
const page = `<!doctype html><title>A patient's name</title>
<form method="post" action="/fhir/signed"><button id="sign-in">Sign in</button></form>
<a id="elsewhere" href="/fhir/elsewhere">Elsewhere</a>`

const server = createServer((request, response) => {
  const go = (to) => response.writeHead(302, { location: to }).end()
  if (request.url.startsWith('/fhir/signed')) go('http://127.0.0.1/rounds/signed-in?code=abc&state=xyz')
  else if (request.url.startsWith('/fhir/elsewhere')) go('http://localhost:9/')
  else response.writeHead(200, { 'content-type': 'text/html' }).end(page)
})

shell.on('message', ({ data: message }) => {
  server.listen(message.port, '127.0.0.1', () =>
    shell.postMessage({ t: 'ready', url: `http://127.0.0.1:${server.address().port}/fhir` }),
  )
})
