# Prints what zsh offers for the end of the line $1, a line each: a shell in a terminal of its own
# completes it with the script ./_cutpoint. $2 is offers-shown.zsh.
zmodload zsh/zpty || exit 3
zpty shell zsh -f -i
zpty -w shell 'PS1=; autoload -Uz compinit; compinit -u -D; source ./_cutpoint; source '"${(q)2}"'; print READY'
zpty -m -r shell seen '*READY*READY*'
zpty -w -n shell "$1"$'\t'
zpty -m -r shell seen '*END*'
print -r -- "$seen" | tr -d '\r' | sed -n 's/^.*HIT://p'
zpty -d shell
