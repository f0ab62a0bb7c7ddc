import { quoted, valued, type AllWords, type OptionWords, type Words } from './words';

const flagsOf = ({ names }: OptionWords) =>
  names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)).join(' ');

function option(condition: string, words: OptionWords): string[] {
  const { names, does, takes, isOptional } = words;
  const line = (values: string) => `complete -c bridge${condition} ${flagsOf(words)}${values} -d ${quoted(does)}`;
  if (takes === 'nothing') return [line('')];
  if (takes === 'anything') return [line(isOptional ? '' : ' -x')];
  if (takes === 'file' || takes === 'folder') return [line(' -r -F')];
  const offered = quoted(takes.join(' '));
  if (!isOptional) return [line(` -x -a ${offered}`)];
  // What fish knows as an optional value is written behind `=`; ours stands behind a blank.
  return [line(''), `complete -c bridge -n ${quoted(`__bridge_follows ${names.join(' ')}`)} -a ${offered}`];
}

function commandLines({ name, summary, options, choices }: Words): string[] {
  const first = quoted(`__bridge_misses ${name}`);
  return [
    `complete -c bridge -n __bridge_begins -a ${name} -d ${quoted(summary)}`,
    ...(choices.length > 0 ? [`complete -c bridge -n ${first} -a ${quoted(choices.join(' '))}`] : []),
    ...options.flatMap((one) => option(` -n ${quoted(`__bridge_is ${name}`)}`, one)),
  ];
}

/** Fish's own `__fish_seen_subcommand_from` takes the `shipments` of `bridge sync shipments` for a command. */
export function fish({ common, commands }: AllWords): string {
  const takesValue = [...new Set(commands.flatMap(({ options }) => valued(options)))];
  return `# fish completion for bridge: bridge completion fish | source
function __bridge_placed --description 'what was typed that is no option and belongs to none'
    set -l words (commandline -opc)
    set -l skips 0
    for word in $words[2..-1]
        if test $skips = 1
            set skips 0
        else if contains -- $word ${takesValue.join(' ')}
            set skips 1
        else if not string match -q -- '-*' $word
            echo $word
        end
    end
end
function __bridge_begins --description 'no command was typed yet'
    not count (__bridge_placed) >/dev/null
end
function __bridge_is --description 'this command was typed'
    set -l placed (__bridge_placed)
    contains -- $argv[1] $placed[1]
end
function __bridge_misses --description 'this command was typed, and nothing after it'
    set -l placed (__bridge_placed)
    test (count $placed) = 1; and contains -- $argv[1] $placed
end
function __bridge_follows --description 'one of these was typed just now'
    set -l words (commandline -opc)
    contains -- $words[-1] $argv
end
complete -c bridge -f
${[...common.flatMap((one) => option(' -n __bridge_begins', one)), ...commands.flatMap(commandLines)].join('\n')}
`;
}
