# What a learner should know before the first command fails. Only for a person's first shell in a terminal.
if [ "x${PS1-}" != x ] && [ "${SHLVL:-1}" = 1 ]; then
  echo 'This lab host has no Internet; all that the course needs is here.'
fi
