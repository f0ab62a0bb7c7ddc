import { startSimulators, type Simulators } from '../../../src/sandbox';
import { startServer, type LocalServer } from '../../clients/support/server';
import { bridge } from '../support/captured';
import { configFile } from '../support/world';

let simulators: Simulators;
let program: LocalServer;
let chat: LocalServer;
beforeAll(async () => {
  [simulators, program, chat] = await Promise.all([startSimulators(), startServer(), startServer()]);
  program.answerJson({});
  chat.answer((_request, response) => response.writeHead(404).end('no_service'));
});
afterAll(() => Promise.all([simulators.close(), program.close(), chat.close()]));

const file = (alerts: object[]) => configFile(simulators, { top: { alerts } });
const targets = () => [{ url: `${program.url}/s3cr3t` }, { url: `${chat.url}/s3cr3t`, format: 'slack' }];

describe('bridge test-alert', () => {
  it('posts a test to every target, and says who took it; with 3 when one did not', async () => {
    const { code, out, err } = await bridge(['test-alert', '--config', file(targets())]);
    expect(code).toBe(3);
    expect(out).toMatch(/^alerts\[0\] +json +taken$/m);
    expect(out).toMatch(/^alerts\[1\] +slack +HTTP 404 no_service$/m);
    expect(out + err).not.toContain('s3cr3t');
    expect(JSON.parse(program.seen.at(-1)!.body)).toMatchObject({ isTest: true, alerts: [] });
    expect(JSON.parse(chat.seen.at(-1)!.body)).toMatchObject({
      text: 'Bridge: A test: alerts of the bridge arrive here.',
    });
  });

  it('says so to a program', async () => {
    const { code, out } = await bridge(['test-alert', '--json', '--config', file(targets().slice(0, 1))]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      results: [{ target: 'alerts[0]', format: 'json', ok: true, message: 'taken' }],
    });
  });

  it('has nothing to do where nobody is told', async () => {
    const { code, err } = await bridge(['test-alert', '--config', file([])]);
    expect(code).toBe(2);
    expect(err).toContain('no targets are configured');
  });

  it('is not part of a check, which posts nothing and sees a format that cannot be right', async () => {
    const before = program.seen.length;
    const slack = { url: 'https://hooks.slack.com/services/T0/B0/s3cr3t' };
    const { out } = await bridge(['check', '--quick', '--json', '--config', file([...targets(), slack])], {
      TEMPORAL_ADDRESS: '127.0.0.1:9',
    });
    const { problems } = JSON.parse(out) as { problems: { where: string; fix: string }[] };
    expect(problems).toContainEqual(expect.objectContaining({ where: 'alerts[2]', fix: 'write format: slack' }));
    expect(out).not.toContain('s3cr3t');
    expect(program.seen.length).toBe(before);
  });
});
