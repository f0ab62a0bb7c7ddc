// Whether this container's bridge is alive: exit code 0 or 1. It asks what BRIDGE_HEALTH_URL names, else a worker's port
// (`worker --port 9465`), else the gateway's. Alive, not ready: while Temporal is away a restart would help nobody.
const { BRIDGE_HEALTH_URL: named } = process.env;
const urls = named ? [named] : ['http://127.0.0.1:9465/livez', 'http://127.0.0.1:8080/livez'];
const answers = await Promise.all(
  urls.map((url) =>
    fetch(url, { signal: AbortSignal.timeout(4_000) }).then(
      ({ status }) => `${url} answered ${status}`,
      () => `${url} did not answer`,
    ),
  ),
);
console.log(answers.join(', '));
process.exit(answers.some((answer) => answer.endsWith(' 200')) ? 0 : 1);
