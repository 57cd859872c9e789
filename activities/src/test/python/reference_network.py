"""The ET-NAS search space as a PyTorch network: the other side of the parity tests.

Written from the description of the search space alone, in the way a PyTorch user would write it,
so that an error shared with the Java implementation is unlikely. Tensor names are those of the
published checkpoints. Needs PyTorch 1.8 or newer and nothing else.
"""

import re

import torch
from torch import nn

PUBLISHED = {
    "ET-NAS-A": "2-_32_2-11-112-1121112",
    "ET-NAS-B": "031-_32_1-1-221-11121",
    "ET-NAS-C": "011-_32_2-211-2-111122",
    "ET-NAS-D": "031-_64_1-1-221-11121",
    "ET-NAS-E": "011-_64_21-211-121-11111121",
    "ET-NAS-F": "10001-_64_4-111-11122-1111111111111112",
    "ET-NAS-G": "211-_64_41-211-121-11111121",
    "ET-NAS-H": "10001-_64_4-111111111-211112111112-11111",
    "ET-NAS-I": "02031-a02_64_111-2111-21111111111111111111111-211",
    "ET-NAS-J": "211-_64_411-2111-21111111111111111111111-211",
    "ET-NAS-K": "02031-a02_64_1121-111111111111111111111111111-21111111211111-1",
    "ET-NAS-L": "23311-a02c12_64_211-2111-21111111111111111111111-211",
}


def convolution(inputs, outputs, kernel, stride=1, groups=1):
    return nn.Conv2d(inputs, outputs, kernel, stride, (kernel - 1) // 2, groups=groups, bias=False)


def operation(digit, inputs, outputs, stride):
    """Convolution and batch normalisation of one layer."""
    if digit == "6":
        layer = nn.Sequential(
            convolution(inputs, inputs, 3, stride, inputs), convolution(inputs, outputs, 1)
        )
    else:
        groups = {"2": 2, "3": 4, "4": inputs, "5": max(1, inputs // 32)}.get(digit, 1)
        layer = convolution(inputs, outputs, 1 if digit == "1" else 3, stride, groups)
    return nn.Sequential(layer, nn.BatchNorm2d(outputs))


class Connection(nn.Module):
    """Adds or concatenates an earlier place to a later one."""

    def __init__(self, kind, source, from_channels, to_channels, stride):
        super().__init__()
        self.kind = kind
        self.source = source
        if kind == "a":
            needed, outputs = stride != 1 or from_channels != to_channels, to_channels
        else:
            needed, outputs = stride != 1, from_channels
        self.conv = None
        if needed:
            self.conv = nn.Sequential(
                convolution(from_channels, outputs, 1, stride), nn.BatchNorm2d(outputs)
            )

    def forward(self, places, value):
        earlier = places[self.source]
        if self.conv is not None:
            earlier = self.conv(earlier)
        if self.kind == "a":
            return earlier + value
        return torch.cat([earlier, value], dim=1)


class Block(nn.Module):
    def __init__(self, layers, connections, inputs, outputs, stride):
        super().__init__()
        digits = layers[0::2]
        ratios = layers[1::2] + "2"
        count = len(digits)
        wires = [(kind, int(source), int(target)) for kind, source, target in connections]
        wires.sort(key=lambda wire: wire[2])
        wires.append(("a", 0, count))
        strided = next((i for i, digit in enumerate(digits) if digit != "1"), count - 1)
        channels = [inputs]
        reductions = [1]
        self.module_list = nn.ModuleList()
        for i in range(count):
            width = outputs * 2 ** int(ratios[i]) // 4
            step = stride if i == strided else 1
            parts = nn.ModuleList([operation(digits[i], channels[i], width, step)])
            channels.append(width)
            reductions.append(reductions[i] * step)
            for kind, source, target in wires:
                if target != i + 1:
                    continue
                reduction = reductions[target] // reductions[source]
                parts.append(
                    Connection(kind, source, channels[source], channels[target], reduction)
                )
                if kind == "c":
                    channels[target] += channels[source]
            self.module_list.append(parts)

    def forward(self, x):
        places = [x]
        for parts in self.module_list:
            value = parts[0](places[-1])
            for connection in list(parts)[1:]:
                value = connection(places, value)
            places.append(torch.relu(value))
        return places[-1]


class Network(nn.Module):
    """Any architecture string; `small_input` gives all stem convolutions stride 1."""

    def __init__(self, architecture, classes=1000, small_input=False):
        super().__init__()
        block, width, macro = architecture.split("_")
        layers, wires = block.split("-")
        wires = re.findall("([ac])([0-9])([0-9])", wires)
        width = int(width)
        stride = 1 if small_input else 2
        stem = []
        for inputs, outputs, step in [
            (3, width // 2, stride),
            (width // 2, width // 2, 1),
            (width // 2, width, stride),
        ]:
            stem.append(
                nn.Sequential(convolution(inputs, outputs, 3, step), nn.BatchNorm2d(outputs))
            )
            stem.append(nn.ReLU())
        blocks = []
        channels = width
        reduce = False
        for letter in macro:
            if letter == "-":
                reduce = True
                continue
            outputs = channels * int(letter)
            blocks.append(Block(layers, wires, channels, outputs, 2 if reduce else 1))
            channels = outputs
            reduce = False
        self.layers = nn.Sequential(*stem, *blocks)
        self.fc = nn.Linear(channels, classes)

    def forward(self, x):
        return self.fc(self.layers(x).mean(dim=(2, 3)))


def initialise(network, seed):
    """He-normal (fan-out) convolutions; normalisations away from 1 and 0, so that mix-ups show."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, nn.Conv2d):
                fan_out = module.weight.shape[0] // module.groups * module.kernel_size[0] ** 2
                module.weight.normal_(0, (2.0 / fan_out) ** 0.5, generator=generator)
                if module.bias is not None:
                    module.bias.uniform_(-0.5, 0.5, generator=generator)
            elif isinstance(module, nn.BatchNorm2d):
                module.weight.uniform_(0.5, 1.5, generator=generator)
                module.bias.uniform_(-0.3, 0.3, generator=generator)
            elif isinstance(module, nn.Linear):
                deviation = (1.0 / module.in_features) ** 0.5
                module.weight.normal_(0, deviation, generator=generator)
                module.bias.uniform_(-0.5, 0.5, generator=generator)
        for block in network.modules():
            if hasattr(block, "module_list"):
                # Residual branches weaker than the path beside them, as after training. With equal
                # ones a deep network multiplies rounding errors until single precision, PyTorch's
                # as well as ours, is 3e-4 away from double precision.
                block.module_list[-1][0][1].weight.mul_(0.3)
            elif hasattr(block, "last_norm"):
                block.last_norm().weight.mul_(0.3)
    return network


def calibrate(network, batches):
    """Running statistics as plain averages over some passes in training mode."""
    norms = [module for module in network.modules() if isinstance(module, nn.BatchNorm2d)]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None
    network.train()
    with torch.no_grad():
        for batch in batches:
            network(batch)
    for norm in norms:
        norm.momentum = 0.1
    return network.eval()
