"""Whether a host is this machine: the playground listens and speaks nowhere else."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Whether a host, by name or number, is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
