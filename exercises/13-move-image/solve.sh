# Does what is asked for, as a learner would.
set -e
docker tag vethlab/whoami moved:1
docker save moved:1 | podman load
podman run -d --name moved -p 8083:80 moved:1
