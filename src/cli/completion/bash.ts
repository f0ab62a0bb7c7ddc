import { namesOf, quoted, valued, type AllWords, type OptionWords, type Words } from './words';

/** What follows an option, as cases of `$previous`; without one, anything may follow. */
function values(options: readonly OptionWords[], indent: string): string {
  const cases = options.flatMap(({ names, takes, isOptional }) => {
    if (takes === 'nothing') return [];
    const reply =
      takes === 'anything'
        ? 'COMPREPLY=()'
        : takes === 'file' || takes === 'folder'
          ? `_bridge_files ${takes === 'file' ? '-f' : '-d'}`
          : `COMPREPLY=($(compgen -W ${quoted(takes.join(' '))} -- "$current"))`;
    const answer = isOptional ? `[[ "$current" == -* ]] || { ${reply}; return; }` : `${reply}; return`;
    return [`${indent}  ${names.join('|')}) ${answer} ;;\n`];
  });
  return cases.length === 0 ? '' : `${indent}case "$previous" in\n${cases.join('')}${indent}esac\n`;
}

function commandCase({ name, options, choices }: Words): string {
  const first = choices.length === 0 ? '' : `      (( placed == 0 )) && words=${quoted(choices.join(' '))}\n`;
  const all = namesOf(options).join(' ');
  return `    ${name})\n${values(options, '      ')}${first}      words+=${quoted(` ${all}`)} ;;\n`;
}

/** In bash 3.2 (macOS), too: no `mapfile`, and `compopt` only where it is. */
export function bash({ common, commands }: AllWords): string {
  const takesValue = [...new Set(commands.flatMap(({ options }) => valued(options)))];
  return `# bash completion for bridge: source <(bridge completion bash)
_bridge_files() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen "$1" -- "$current"))
}
_bridge() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="" command="" words="" placed=0 word i
  (( COMP_CWORD > 0 )) && previous="\${COMP_WORDS[COMP_CWORD-1]}"
  # \`--stage=held\` comes as three words.
  if [[ "$current" == = ]]; then current=""
  elif [[ "$previous" == = ]] && (( COMP_CWORD > 1 )); then previous="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  for (( i = 1; i < COMP_CWORD; i++ )); do
    word="\${COMP_WORDS[i]}"
    case "$word" in
      ${takesValue.join('|')}) (( i++ )); [[ "\${COMP_WORDS[i]}" == = ]] && (( i++ )) ;;
      -*|=) ;;
      *) if [[ -z "$command" ]]; then command="$word"; else (( placed++ )); fi ;;
    esac
  done
  COMPREPLY=()
  case "$command" in
    '')
${values(common, '      ')}      words=${quoted([...commands.map(({ name }) => name), ...namesOf(common)].join(' '))} ;;
${commands.map(commandCase).join('')}  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _bridge bridge
`;
}
