"""The published families that the zoo is compared with, as PyTorch networks: the other side of the
parity tests.

Written from the papers alone, in the way a PyTorch user would write them, so that an error shared
with the Java implementation is unlikely. Needs PyTorch 1.8 or newer and nothing else.
"""

import math
import re

import torch
from torch import nn

BLOCKS = {
    10: [1, 1, 1, 1],
    14: [1, 1, 1, 1],
    18: [2, 2, 2, 2],
    26: [2, 2, 2, 2],
    34: [3, 4, 6, 3],
    50: [3, 4, 6, 3],
    101: [3, 4, 23, 3],
    152: [3, 8, 36, 3],
}
# kernel, expansion, channels, blocks, stride
MOBILE = [
    (3, 1, 16, 1, 1),
    (3, 6, 24, 2, 2),
    (3, 6, 32, 3, 2),
    (3, 6, 64, 4, 2),
    (3, 6, 96, 3, 1),
    (3, 6, 160, 3, 2),
    (3, 6, 320, 1, 1),
]
EFFICIENT = [
    (3, 1, 16, 1, 1),
    (3, 6, 24, 2, 2),
    (5, 6, 40, 2, 2),
    (3, 6, 80, 3, 2),
    (5, 6, 112, 3, 1),
    (5, 6, 192, 4, 2),
    (3, 6, 320, 1, 1),
]


def convolution(inputs, outputs, kernel, stride=1, groups=1):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)


class Layer(nn.Module):
    """Convolution, batch normalisation, and an activation unless it is None."""

    def __init__(self, inputs, outputs, kernel, stride=1, groups=1, activation=None):
        super().__init__()
        self.convolution = convolution(inputs, outputs, kernel, stride, groups)
        self.norm = nn.BatchNorm2d(outputs)
        self.function = activation

    def forward(self, x):
        x = self.norm(self.convolution(x))
        return x if self.function is None else self.function(x)


class Squeeze(nn.Module):
    def __init__(self, channels, squeezed, activation):
        super().__init__()
        self.reduce = nn.Conv2d(channels, squeezed, 1)
        self.expand = nn.Conv2d(squeezed, channels, 1)
        self.function = activation

    def forward(self, x):
        weights = self.function(self.reduce(nn.functional.adaptive_avg_pool2d(x, 1)))
        return x * torch.sigmoid(self.expand(weights))


class ResidualBlock(nn.Module):
    """A block of ResNet, with torchvision's names."""

    def __init__(self, inputs, inner, stride, bottleneck):
        super().__init__()
        self.bottleneck = bottleneck
        outputs = 4 * inner if bottleneck else inner
        first = 1 if bottleneck else 3
        self.conv1 = convolution(inputs, inner, first, 1 if bottleneck else stride)
        self.bn1 = nn.BatchNorm2d(inner)
        self.conv2 = convolution(inner, inner, 3, stride if bottleneck else 1)
        self.bn2 = nn.BatchNorm2d(inner)
        if bottleneck:
            self.conv3 = convolution(inner, outputs, 1)
            self.bn3 = nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(
                convolution(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs)
            )

    def last_norm(self):
        return self.bn3 if self.bottleneck else self.bn2

    def forward(self, x):
        value = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        if self.bottleneck:
            value = self.bn3(self.conv3(torch.relu(value)))
        return torch.relu(value + (x if self.downsample is None else self.downsample(x)))


class ResNet(nn.Module):
    def __init__(self, depth, width, classes, small_input):
        super().__init__()
        bottleneck = depth in (14, 26) or depth >= 50
        self.conv1 = convolution(3, width, 3) if small_input else convolution(3, width, 7, 2)
        self.bn1 = nn.BatchNorm2d(width)
        self.maxpool = nn.Identity() if small_input else nn.MaxPool2d(3, 2, 1)
        channels = width
        for stage in range(4):
            blocks = []
            for number in range(BLOCKS[depth][stage]):
                inner = width * 2**stage
                stride = 2 if stage > 0 and number == 0 else 1
                blocks.append(ResidualBlock(channels, inner, stride, bottleneck))
                channels = 4 * inner if bottleneck else inner
            setattr(self, "layer%d" % (stage + 1), nn.Sequential(*blocks))
        self.fc = nn.Linear(channels, classes)

    def forward(self, x):
        x = self.maxpool(torch.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean(dim=(2, 3)))


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, kernel, stride, expansion, squeezed, activation):
        super().__init__()
        hidden = expansion * inputs
        self.expand = nn.Identity()
        if expansion > 1:
            self.expand = Layer(inputs, hidden, 1, activation=activation)
        self.depthwise = Layer(hidden, hidden, kernel, stride, hidden, activation)
        self.squeeze = Squeeze(hidden, squeezed, activation) if squeezed else nn.Identity()
        self.project = Layer(hidden, outputs, 1)
        self.residual = stride == 1 and inputs == outputs

    def last_norm(self):
        return self.project.norm

    def forward(self, x):
        value = self.project(self.squeeze(self.depthwise(self.expand(x))))
        return x + value if self.residual else value


class RegNetBlock(nn.Module):
    def __init__(self, inputs, outputs, stride, group_width, squeezed):
        super().__init__()
        self.a = Layer(inputs, outputs, 1, activation=torch.relu)
        self.b = Layer(outputs, outputs, 3, stride, outputs // group_width, torch.relu)
        self.squeeze = Squeeze(outputs, squeezed, torch.relu) if squeezed else nn.Identity()
        self.c = Layer(outputs, outputs, 1)
        self.shortcut = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.shortcut = Layer(inputs, outputs, 1, stride)

    def last_norm(self):
        return self.c.norm

    def forward(self, x):
        return torch.relu(self.shortcut(x) + self.c(self.squeeze(self.b(self.a(x)))))


class Staged(nn.Module):
    """Stem, stages named from 1, perhaps a last convolution, and the classifier."""

    def __init__(self, stem, stages, head, channels, classes):
        super().__init__()
        self.stem = stem
        self.stages = nn.ModuleDict(
            {str(i + 1): nn.Sequential(*blocks) for i, blocks in enumerate(stages)}
        )
        self.head = nn.Identity() if head is None else head
        self.fc = nn.Linear(channels, classes)

    def forward(self, x):
        x = self.stem(x)
        for stage in self.stages.values():
            x = stage(x)
        return self.fc(self.head(x).mean(dim=(2, 3)))


def rounded(channels):
    """To a multiple of 8 that is not more than a tenth below."""
    result = max(8, int(channels + 4) // 8 * 8)
    return result + 8 if result < 0.9 * channels else result


def inverted_residuals(rows, width, depth, last, squeeze, activation, classes, stem_stride):
    channels = rounded(32 * width)
    stem = Layer(3, channels, 3, stem_stride, activation=activation)
    stages = []
    for kernel, expansion, outputs, count, stride in rows:
        blocks = []
        for number in range(math.ceil(round(count * depth, 6))):
            squeezed = channels // 4 if squeeze else 0
            step = stride if number == 0 else 1
            to = rounded(outputs * width)
            blocks.append(
                InvertedResidual(channels, to, kernel, step, expansion, squeezed, activation)
            )
            channels = to
        stages.append(blocks)
    head = Layer(channels, last, 1, activation=activation)
    return Staged(stem, stages, head, last, classes)


def regnet(depth, initial, slope, factor, group_width, squeeze, classes, stem_stride):
    wanted = []
    for block in range(depth):
        power = round(math.log((initial + slope * block) / initial, factor))
        wanted.append(int(round(initial * factor**power / 8)) * 8)
    stem = Layer(3, 32, 3, stem_stride, activation=torch.relu)
    channels = 32
    stages = []
    for width in sorted(set(wanted)):
        group = min(group_width, width)
        outputs = max(1, int(round(width / group))) * group
        blocks = []
        for number in range(wanted.count(width)):
            squeezed = int(round(channels / 4)) if squeeze else 0
            blocks.append(
                RegNetBlock(channels, outputs, 2 if number == 0 else 1, group, squeezed)
            )
            channels = outputs
        stages.append(blocks)
    return Staged(stem, stages, None, channels, classes)


def build(name, classes=1000, small_input=False):
    """The network of a string that begins with `rival:`."""
    family, _, rest = name[len("rival:") :].partition("-")
    numbers = [float(number) for number in re.findall(r"[0-9.]+", rest)]
    stride = 1 if small_input else 2
    if family == "resnet":
        return ResNet(int(numbers[0]), int(numbers[1]), classes, small_input)
    if family == "mobilenetv2":
        width = numbers[0] / 100
        last = max(1280, rounded(1280 * width))
        relu6 = nn.functional.relu6
        return inverted_residuals(MOBILE, width, 1, last, False, relu6, classes, stride)
    if family == "efficientnet":
        width, depth = numbers[0] / 100, numbers[1] / 100
        last = rounded(1280 * width)
        silu = nn.functional.silu
        return inverted_residuals(EFFICIENT, width, depth, last, True, silu, classes, stride)
    depth, initial, slope, factor, group = numbers
    squeeze = family == "regnety"
    return regnet(int(depth), int(initial), slope, factor, int(group), squeeze, classes, stride)
