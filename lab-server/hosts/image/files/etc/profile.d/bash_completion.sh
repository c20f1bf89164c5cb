# In place of Debian's, which every new shell waits for: completion is loaded with the first Tab, and that is completed with it.
if [ "x${BASH_VERSION-}" != x ] && [ "x${PS1-}" != x ] && [ "x${BASH_COMPLETION_VERSINFO-}" = x ]; then
  _load_completion() {
    # It puts its own loader in the place of this one, but bash asks that only with the next Tab.
    . /usr/share/bash-completion/bash_completion
    _comp_complete_load "$@"
  }
  complete -D -F _load_completion
fi
