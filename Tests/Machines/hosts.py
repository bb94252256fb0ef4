"""Hosts for trainings on one machine: network namespaces on a bridge, each with a name of its own."""

import ctypes
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

NETWORK = "10.99.0"


CLONE_NEWNS, CLONE_NEWNET = 0x00020000, 0x40000000


def sh(line, check=True):
    return subprocess.run(line, shell=True, check=check, capture_output=True, text=True)


def leave_network():
    """Gives this process a network and mounts of its own, which end with it, however it ends."""
    if os.geteuid() != 0 or not shutil.which("ip"):
        sys.exit("hosts are network namespaces: run this as root, with iproute2")
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNS | CLONE_NEWNET) != 0:
        reason = os.strerror(ctypes.get_errno())
        sys.exit(f"hosts are network namespaces, which this machine does not allow: {reason}")
    sh("mount --make-rprivate / && mkdir -p /run/netns && mount -t tmpfs none /run/netns")
    sh("ip link set lo up")


class Hosts:
    """`count` namespaces, for as long as this process lives. Others of the same names are not touched."""

    def __init__(self, count, rate=None):
        leave_network()
        self.count, self.rate = count, rate
        self.folder = tempfile.TemporaryDirectory()
        self.agent = pathlib.Path(self.folder.name) / "agent"

    def name(self, index):
        return f"onw{index + 1}"

    def address(self, index):
        return f"{NETWORK}.{index + 1}"

    def __enter__(self):
        sh(f"ip link add onw0 type bridge && ip addr add {NETWORK}.254/24 dev onw0 && ip link set onw0 up")
        for index in range(self.count):
            name = self.name(index)
            sh(f"ip netns add {name}")
            sh(f"ip link add {name} type veth peer name eth0 netns {name}")
            sh(f"ip link set {name} master onw0 up")
            sh(f"ip -n {name} addr add {self.address(index)}/24 dev eth0")
            sh(f"ip -n {name} link set lo up && ip -n {name} link set eth0 up")
            if self.rate:
                shape = f"root tbf rate {self.rate} burst 256kb latency 50ms"
                sh(f"tc qdisc add dev {name} {shape}")
                sh(f"tc -n {name} qdisc add dev eth0 {shape}")
        # Called as `agent ADDRESS COMMAND`, as ssh would be; like it, it reaches no host that is cut off.
        self.agent.write_text(
            "#!/bin/sh\n"
            'host=onw${1##*.}; shift\n'
            'ip -n "$host" link show eth0 | grep -q ",UP" || exit 255\n'
            'exec ip netns exec "$host" unshare --uts sh -c "hostname $host; $*"\n')
        self.agent.chmod(0o755)
        return self

    def __exit__(self, *_):
        for index in range(self.count):
            sh(f"ip netns del {self.name(index)}")
        sh("ip link del onw0")

    def set_link(self, index, state):
        sh(f"ip -n {self.name(index)} link set eth0 {state}")

    def mpirun(self, programs, recovers=True):
        """The command that starts so many programs, one on each host and then around again.

        `recovers`: whether it lets the others live when one ends with an error; then its own status is 0.
        """
        slots = [self.address(index % self.count) for index in range(programs)]
        hosts = ",".join(f"{host}:{slots.count(host)}" for host in dict.fromkeys(slots))
        return [
            "mpirun", "--allow-run-as-root", "--bind-to", "none",
            *(["--enable-recovery"] if recovers else []),
            "--map-by", "node", "--mca", "plm_rsh_agent", str(self.agent),
            "--mca", "pml", "ob1", "--mca", "btl", "self,tcp",
            "--mca", "btl_tcp_if_include", f"{NETWORK}.0/24",
            "--mca", "oob_tcp_if_include", f"{NETWORK}.0/24",
            "--mca", "mpi_yield_when_idle", "1", "--host", hosts, "-n", str(programs),
        ]
