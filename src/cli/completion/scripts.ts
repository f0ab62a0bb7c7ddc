import type { OptionWords, wordsOf } from './words';

type All = ReturnType<typeof wordsOf>;

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** A script that teaches a shell the words of `bridge`. */
export function completionScript(shell: Shell, words: All): string {
  return { bash, zsh, fish }[shell](words);
}

const namesOf = (options: readonly OptionWords[]) => options.flatMap(({ names }) => names);
/** For single quotes of a shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** What follows an option, as a bash case; without one, anything follows. */
function bashValues(options: readonly OptionWords[]): string[] {
  return options.flatMap(({ names, takes }) => {
    if (takes === 'nothing') return [];
    const reply =
      takes === 'file' || takes === 'folder'
        ? `COMPREPLY=($(compgen ${takes === 'file' ? '-f' : '-d'} -- "$current"))`
        : takes === 'anything'
          ? 'COMPREPLY=()'
          : `COMPREPLY=($(compgen -W ${quoted(takes.join(' '))} -- "$current"))`;
    return [`      ${names.join('|')}) ${reply}; return ;;`];
  });
}

function bash({ common, commands }: All): string {
  const cases = commands.map(({ name, options, choices }) =>
    [
      `    ${name})`,
      '      case "$previous" in',
      ...bashValues(options).map((line) => `  ${line}`),
      '      esac',
      `      words=${quoted([...choices, ...namesOf(options)].join(' '))} ;;`,
    ].join('\n'),
  );
  return `# bash completion for bridge: source <(bridge completion bash)
_bridge() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="" command="" words="" word i
  (( COMP_CWORD > 0 )) && previous="\${COMP_WORDS[COMP_CWORD-1]}"
  for (( i = 1; i < COMP_CWORD; i++ )); do
    word="\${COMP_WORDS[i]}"
    case "$word" in
      --config|-c) (( i++ )) ;;
      -*) ;;
      *) command="$word"; break ;;
    esac
  done
  COMPREPLY=()
  case "$command" in
    '')
      case "$previous" in
${bashValues(common)
  .map((line) => `  ${line}`)
  .join('\n')}
      esac
      words=${quoted([...commands.map(({ name }) => name), ...namesOf(common)].join(' '))} ;;
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _bridge bridge
`;
}

/** In zsh's `_arguments`, a colon and brackets have a meaning. */
const zshText = (text: string) => text.replaceAll(/[[\]:\\]/g, (sign) => `\\${sign}`);

function zshOption({ names, does, takes }: OptionWords): string[] {
  const action = takes === 'file' ? '_files' : takes === 'folder' ? '_files -/' : takes === 'anything' ? ' ' : '';
  const value = takes === 'nothing' ? '' : `:value:${typeof takes === 'string' ? action : `(${takes.join(' ')})`}`;
  return names.map((name) => quoted(`*${name}[${zshText(does)}]${value}`));
}

function zsh({ common, commands }: All): string {
  const cases = commands.map(({ name, options, choices }) => {
    const first = choices.length > 0 ? [quoted(`1:what:(${choices.join(' ')})`)] : [];
    return `        ${name}) _arguments -s ${[...options.flatMap(zshOption), ...first, quoted('*: :_default')].join(' ')} ;;`;
  });
  const list = commands.map(({ name, summary }) => `    ${quoted(`${name}:${zshText(summary)}`)}`);
  return `#compdef bridge
# zsh completion for bridge: source <(bridge completion zsh)
_bridge() {
  local context state line curcontext="$curcontext"
  local -a commands
  commands=(
${list.join('\n')}
  )
  _arguments -C -s ${common.flatMap(zshOption).join(' ')} '1:command:->command' '*::argument:->argument'
  case "$state" in
    command) _describe -t commands command commands ;;
    argument)
      case "\${line[1]}" in
${cases.join('\n')}
      esac ;;
  esac
}
if [ "\${funcstack[1]}" = _bridge ]; then _bridge "$@"; else compdef _bridge bridge; fi
`;
}

function fish({ common, commands }: All): string {
  const option = (condition: string, { names, does, takes }: OptionWords) => {
    const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
    const values =
      takes === 'nothing'
        ? ''
        : takes === 'file' || takes === 'folder'
          ? ' -r -F'
          : takes === 'anything'
            ? ' -x'
            : ` -x -a ${quoted(takes.join(' '))}`;
    return `complete -c bridge${condition} ${flags.join(' ')}${values} -d ${quoted(does)}`;
  };
  const lines = commands.flatMap(({ name, summary, options, choices }) => {
    const within = ` -n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
    return [
      `complete -c bridge -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
      ...(choices.length > 0 ? [`complete -c bridge${within} -f -a ${quoted(choices.join(' '))}`] : []),
      ...options.map((one) => option(within, one)),
    ];
  });
  return `# fish completion for bridge: bridge completion fish | source
${common.map((one) => option(' -n __fish_use_subcommand', one)).join('\n')}
${lines.join('\n')}
`;
}
