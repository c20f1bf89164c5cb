# Does what is asked for, as a learner would.
set -e
docker run -d --name second -p 8889:80 vethlab/whoami
