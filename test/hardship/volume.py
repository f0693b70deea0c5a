"""A small real disk to fill: an ext4 image on a loop device, or where that is not permitted a tmpfs,
mounted in a mount namespace of this process alone, so that nothing of it outlives the test."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

MARK = "ZHULIAN_OWN_MOUNTS"


def in_own_mounts():
    """Starts this script again in a mount namespace of its own. False where that is forbidden."""
    if os.environ.get(MARK):
        return True
    unshare = shutil.which("unshare")
    own = [unshare, "-m", "--propagation", "private"]
    if not unshare or subprocess.run([*own, "true"], capture_output=True).returncode:
        return False
    os.execve(unshare, [*own, sys.executable, *sys.argv], {**os.environ, MARK: "1"})


class NotPermitted(Exception):
    """This machine lets nobody mount."""


class Volume:
    """A file system of `megabytes`; `fill` leaves no byte of it, `make_room` gives all back."""

    def __init__(self, megabytes):
        # In memory where there is enough of it: a full disk need not wear out a real one.
        memory = "/dev/shm"
        spacious = os.path.isdir(memory) and shutil.disk_usage(memory).free > megabytes << 22
        self.outside = pathlib.Path(tempfile.mkdtemp(prefix="zhulian-volume-",
                                                     dir=memory if spacious else None))
        self.path = self.outside / "disk"
        self.path.mkdir()
        self.ballast = self.path / "ballast"
        self.kind = self._mount(megabytes)
        if not self.kind:
            shutil.rmtree(self.outside)
            raise NotPermitted
        os.chmod(self.outside, 0o755)  # PostgreSQL runs as another user.

    def _mount(self, megabytes):
        image = self.outside / "image"
        with open(image, "wb") as file:
            file.truncate(megabytes << 20)
        ways = {"ext4": (["mkfs.ext4", "-q", "-F", "-m", "0", image],
                         ["mount", "-o", "loop", image, self.path]),
                "tmpfs": (["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", self.path],)}
        for kind, commands in ways.items():
            try:
                for command in commands:
                    subprocess.run(command, check=True, capture_output=True)
                return kind
            except (OSError, subprocess.CalledProcessError):
                continue
        return None

    def free(self):
        about = os.statvfs(self.path)
        return about.f_bavail * about.f_frsize

    def fill(self, but=0):
        """Leaves `but` bytes free; none at all for 0."""
        with open(self.ballast, "ab", buffering=0) as file:
            piece = 1 << 20
            while piece:
                if but and self.free() - but < piece:
                    piece = 0 if self.free() - but < 4096 else piece // 2
                    continue
                try:
                    if file.write(b"\1" * piece) < piece:
                        piece //= 2
                except OSError:
                    piece //= 2
            os.fsync(file.fileno())

    def give(self, few):
        """Gives back a few bytes of what fill() took."""
        os.truncate(self.ballast, max(0, self.ballast.stat().st_size - few))

    def make_room(self):
        self.ballast.unlink(missing_ok=True)

    def remount(self, how):
        subprocess.run(["mount", "-o", f"remount,{how}", self.path], check=True, capture_output=True)

    def close(self):
        subprocess.run(["umount", "-l", self.path], capture_output=True)
        shutil.rmtree(self.outside, ignore_errors=True)
