/** Files of a lab server's state folder by which its workers know it. A backup takes the keys along, and restoring it writes `tookOver`. */
export const clusterFiles = {
  cert: 'cluster/lab-server.pem',
  key: 'cluster/lab-server.key',
  /** When the lab server took over from the one whose backup it was restored from, in ms since 1970. Workers let that one in no more. */
  tookOver: 'cluster/took-over',
} as const;
