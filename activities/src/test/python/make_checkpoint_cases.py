"""Writes checkpoints that PyTorch users really have, beside ones that must be refused.

    python3 make_checkpoint_cases.py OUT

For each case OUT/<case>.zip.pth and OUT/<case>.legacy.pth, and either OUT/<case>.safetensors with
the tensors that a reader must return, or OUT/<case>.refused with words that its refusal must hold.
"""

import collections
import os
import sys

import torch

from make_parity_files import write_safetensors


class Runs:
    """Its pickle runs a command when Python loads it."""

    def __init__(self, marker):
        self.marker = marker

    def __reduce__(self):
        return os.system, ("touch " + self.marker,)


def expected(tensors):
    wide = {torch.int32: torch.int64}
    return {name: t.detach().to(wide.get(t.dtype, t.dtype)) for name, t in tensors.items()}


def good():
    generator = torch.Generator().manual_seed(3)
    base = torch.randn(6, 5, 4, 3, generator=generator)
    dtypes = {
        "single": base[0, 0],
        "double": base[0].double(),
        "half": base[1].half(),
        "long": torch.arange(-3, 9).reshape(3, 4),
        "int": torch.tensor([1, -2, 2**31 - 1, -(2**31)], dtype=torch.int32),
        "byte": torch.tensor([0, 7, 255], dtype=torch.uint8),
        "scalar": torch.tensor(5),
        "empty": torch.zeros(0, 3),
    }
    views = {
        "whole": base,
        "offset": base[2],
        "transposed": base.transpose(0, 3),
        "step": base[1::2, :, 1:3],
        "column": base[:, 0, 0, 0],
        "narrow": base[3:4, :, 2:3],
        "channels_last": base.contiguous(memory_format=torch.channels_last),
        "int_view": torch.arange(12, dtype=torch.int32).reshape(3, 4).t(),
        "half_view": base.half().permute(2, 0, 1, 3),
    }
    module = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3), torch.nn.BatchNorm2d(4))
    state = module.state_dict()
    yield "dtypes", dtypes, dtypes
    yield "views", collections.OrderedDict(views), views
    yield "module", state, state
    yield "wrapped", {"state_dict": state}, state
    yield "prefix", {"module." + name: tensor for name, tensor in state.items()}, state
    prefixed = collections.OrderedDict(("module." + n, t) for n, t in state.items())
    yield "both", {"state_dict": prefixed}, state
    yield "parameters", dict(module.named_parameters()), dict(module.named_parameters())
    half_prefixed = {"module.a": base[0], "b": base[1]}
    yield "mixed_prefix", half_prefixed, half_prefixed
    yield "flag", {"flag": torch.tensor([True, False])}, {
        "flag": torch.tensor([1, 0], dtype=torch.uint8)
    }


def bad(directory):
    tensor = torch.ones(2)
    marker = os.path.join(directory, "executed")
    yield "command", {"a": tensor, "b": Runs(marker)}, "system"
    yield "command_in_wrapper", {"state_dict": {"a": tensor}, "x": Runs(marker)}, "system"
    yield "epoch", {"state_dict": {"a": tensor}, "epoch": 3}, "'epoch' (an int) beside"
    yield "number_inside", {"a": tensor, "steps": 4.5}, "'steps' is a float"
    yield "nested", {"a": tensor, "deeper": {"b": tensor}}, "'deeper' is a dict"
    yield "list", [tensor], "a list instead of a state_dict"
    yield "bare", tensor, "a tensor instead of a state_dict"
    yield "nothing", {}, "has 0 tensors"
    yield "number_key", {1: tensor}, "an int as key"
    yield "bfloat", {"a": tensor.bfloat16()}, "torch.BFloat16Storage"
    yield "complex", {"a": torch.zeros(1, dtype=torch.complex64)}, "torch.ComplexFloatStorage"
    yield "network", torch.nn.Linear(2, 2), "torch.nn.modules.linear.Linear"
    yield "sparse", {"a": tensor.to_sparse()}, "torch._utils._rebuild_sparse_tensor"
    yield "expanded", {"a": tensor[:1].clone().expand(1000)}, "'a' of shape [1000]"


def save(value, path, **options):
    torch.save(value, path + ".zip.pth", **options)
    torch.save(value, path + ".legacy.pth", _use_new_zipfile_serialization=False, **options)


def main(directory):
    os.makedirs(directory, exist_ok=True)
    for case, value, tensors in good():
        path = os.path.join(directory, case)
        save(value, path)
        write_safetensors(path + ".safetensors", expected(tensors))
        if case == "module":
            for protocol in (3, 4):
                path = os.path.join(directory, "protocol%d" % protocol)
                save(value, path, pickle_protocol=protocol)
                write_safetensors(path + ".safetensors", expected(tensors))
    for case, value, words in bad(directory):
        path = os.path.join(directory, case)
        save(value, path)
        with open(path + ".refused", "w") as file:
            file.write(words)


if __name__ == "__main__":
    main(sys.argv[1])
