/** One instruction of classic BPF: struct sock_filter of <linux/filter.h>. */
type Instruction = [code: number, jt: number, jf: number, k: number];

/** <linux/bpf_common.h>: load a word; jump if equal, if greater or equal, if a bit is set; return. */
const [LD, JEQ, JGE, JSET, RET] = [0x20, 0x15, 0x35, 0x45, 0x06];
/** <linux/seccomp.h>; an errno in the low bits. */
const [ALLOW, ERRNO] = [0x7fff0000, 0x00050000];
const [EPERM, ENOSYS] = [1, 38];
const CLONE_NEWUSER = 0x10000000;
/** Offsets in struct seccomp_data: the call's number, the processor, the low half of the first argument. */
const [NUMBER, PROCESSOR, FIRST] = [0, 4, 16];

/** AUDIT_ARCH_… of <linux/audit.h>, and the numbers of the system calls (asm/unistd.h). */
const PROCESSORS = {
  x64: { audit: 0xc000003e, unshare: 272, clone: 56, listen: 50 },
  arm64: { audit: 0xc00000b7, unshare: 97, clone: 220, listen: 201 },
} as const;
/** The same on both. */
const [CLONE3, IO_URING_SETUP] = [435, 425];
/** The first number of x32, which is another way to call the same kernel. */
const X32 = 0x40000000;

/**
 * The filter of system calls for learners on a shared machine (seccomp(2)). They can make no user namespace, in which they could
 * start containers, and can listen on no port, since both would change what is true for all. clone3 and io_uring could do the
 * same unseen, so the filter makes them look absent.
 * @returns a program for PR_SET_SECCOMP, 8 bytes an instruction, little-endian.
 */
export function learnersFilter(processor: string = process.arch): Buffer {
  const numbers = PROCESSORS[processor as keyof typeof PROCESSORS];
  if (!numbers) throw new Error(`There is no filter of system calls for ${processor}.`);
  const { audit, unshare, clone, listen } = numbers;
  // A jump says how many instructions it skips: if its condition holds, and if not.
  const program: Instruction[] = [
    [LD, 0, 0, PROCESSOR],
    [JEQ, 0, 10, audit],
    [LD, 0, 0, NUMBER],
    [JGE, 8, 0, X32],
    [JEQ, 7, 0, listen],
    [JEQ, 7, 0, CLONE3],
    [JEQ, 6, 0, IO_URING_SETUP],
    [JEQ, 2, 0, unshare],
    [JEQ, 1, 0, clone],
    [RET, 0, 0, ALLOW],
    [LD, 0, 0, FIRST],
    [JSET, 0, 2, CLONE_NEWUSER],
    [RET, 0, 0, ERRNO | EPERM],
    [RET, 0, 0, ERRNO | ENOSYS],
    [RET, 0, 0, ALLOW],
  ];
  const bytes = Buffer.alloc(program.length * 8);
  for (const [i, [code, jt, jf, k]] of program.entries()) {
    bytes.writeUInt16LE(code, i * 8);
    bytes.writeUInt8(jt, i * 8 + 2);
    bytes.writeUInt8(jf, i * 8 + 3);
    bytes.writeUInt32LE(k >>> 0, i * 8 + 4);
  }
  return bytes;
}
