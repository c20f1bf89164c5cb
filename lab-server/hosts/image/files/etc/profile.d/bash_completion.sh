# In place of Debian's, which every new shell waits for: completion is loaded with the first Tab, and that is completed with it.
if [ "x${BASH_VERSION-}" != x ] && [ "x${PS1-}" != x ] && [ "x${BASH_COMPLETION_VERSINFO-}" = x ]; then
  _load_completion() {
    # It puts itself in the place of this one.
    . /usr/share/bash-completion/bash_completion && return 124 # bash asks again
  }
  complete -D -F _load_completion
fi
