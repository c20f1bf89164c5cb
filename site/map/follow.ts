import * as api from '../../protocol/api/map.ts';
import { followStream } from '../wire/stream.ts';
import { hostMap, mapTrouble } from './state.ts';

/**
 * Follows the map of the learner's host. The returned function ends that. The lab server looks at a host only while somebody follows its map,
 * so the function is called as soon as nobody can see the map.
 */
export function followMap(): () => void {
  return followStream(
    api.follow,
    {},
    {
      map: (map) => {
        hostMap.value = map;
        mapTrouble.value = undefined;
      },
      trouble: ({ detail }) => {
        mapTrouble.value = detail;
      },
    },
  );
}
