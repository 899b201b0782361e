# Makes the tabulator key print what it would offer, and leave the shell.
compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return $?
  fi
  local -a hits
  builtin compadd -A hits "$@"
  builtin compadd "$@"
  local result=$?
  (( $#hits )) && print -rl -- $'\nHIT:'$^hits
  return result
}
show-offers() { _main_complete; print -r -- $'\nEND'; exit }
zle -C show-offers complete-word show-offers
bindkey '^I' show-offers
