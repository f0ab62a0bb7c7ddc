import { quoted, type AllWords, type OptionWords, type Words } from './words';

/** In zsh's `_arguments`, a colon and brackets have a meaning. */
const plain = (text: string) => text.replaceAll(/[[\]:\\]/g, (sign) => `\\${sign}`);

function option({ names, does, takes, isOptional }: OptionWords): string[] {
  const action = takes === 'file' ? '_files' : takes === 'folder' ? '_files -/' : takes === 'anything' ? ' ' : '';
  const colon = isOptional ? '::' : ':';
  const value =
    takes === 'nothing' ? '' : `${colon}value:${typeof takes === 'string' ? action : `(${takes.join(' ')})`}`;
  return names.map((name) => quoted(`*${name}[${plain(does)}]${value}`));
}

/** Ids and the like are not offered, and neither are files in their place. */
const anything = quoted('*: : ');

function commandCase({ name, options, choices }: Words): string {
  const first = choices.length > 0 ? [quoted(`1:what:(${choices.join(' ')})`)] : [];
  return `        ${name}) _arguments -s ${[...options.flatMap(option), ...first, anything].join(' ')} ;;`;
}

export function zsh({ common, commands }: AllWords): string {
  const list = commands.map(({ name, summary }) => `    ${quoted(`${name}:${plain(summary)}`)}`);
  return `#compdef bridge
# zsh completion for bridge: source <(bridge completion zsh)
_bridge() {
  local context state line curcontext="$curcontext"
  local -a commands
  commands=(
${list.join('\n')}
  )
  _arguments -C -s ${common.flatMap(option).join(' ')} '1:command:->command' '*::argument:->argument'
  case "$state" in
    command) _describe -t commands command commands ;;
    argument)
      case "\${line[1]}" in
${commands.map(commandCase).join('\n')}
      esac ;;
  esac
}
if [ "\${funcstack[1]}" = _bridge ]; then _bridge "$@"; else compdef _bridge bridge; fi
`;
}
