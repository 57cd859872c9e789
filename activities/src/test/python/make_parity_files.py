"""Writes what PyTorch computes, for the Java tests to compare with.

    python3 make_parity_files.py OUT --model ET-NAS-A --gradients
    python3 make_parity_files.py OUT --name tiny --architecture 02031-a02_16_1-21 --classes 7
    python3 make_parity_files.py OUT --name rival --architecture rival:resnet-18-w24

For each architecture a directory OUT/<name> with

    zip.pth, legacy.pth        torch.save of the state_dict in both file formats
    wrapped-zip.pth, wrapped-legacy.pth   (--variants) {"state_dict": {"module.<name>": tensor}}
    parity.safetensors         "input" (N,3,R,R), "logits" (N,classes), float32, evaluation mode
    gradients.safetensors      (--gradients) float64, training mode: "input", "labels" (int64), "loss"
                               (mean cross-entropy), "grad/<tensor>", and "after/<tensor>": the
                               running statistics after that one pass (momentum 0.1)
    image.png, prediction.json a picture of R x R pixels and its class probabilities, preprocessed
                               with /255, mean and deviation: {"probabilities": [...]}
    parity.json                name, architecture, classes, resolution, smallInput, seed,
                               parameters, torch

Nothing but PyTorch and the standard library is needed.
"""

import argparse
import ctypes
import json
import os
import struct
import zlib

import torch

import reference_network
import reference_rivals

MEAN = (0.485, 0.456, 0.406)
DEVIATION = (0.229, 0.224, 0.225)
TYPES = {
    torch.float64: "F64",
    torch.float32: "F32",
    torch.float16: "F16",
    torch.int64: "I64",
    torch.uint8: "U8",
}


def raw_bytes(tensor):
    flat = tensor.detach().contiguous()
    # Not through numpy: PyTorch may be installed without it.
    return ctypes.string_at(flat.data_ptr(), flat.numel() * flat.element_size())


def write_safetensors(path, tensors):
    header, offset = {}, 0
    for name in sorted(tensors):
        tensor = tensors[name]
        end = offset + tensor.numel() * tensor.element_size()
        header[name] = {
            "dtype": TYPES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [offset, end],
        }
        offset = end
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for name in sorted(tensors):
            file.write(raw_bytes(tensors[name]))


def write_png(path, pixels):
    """pixels: uint8 tensor (height, width, 3)."""

    def chunk(kind, data):
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + bytes(row.flatten().tolist()) for row in pixels)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.write(chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)))
        file.write(chunk(b"IDAT", zlib.compress(rows)))
        file.write(chunk(b"IEND", b""))


def picture(side, generator):
    """A smooth picture with some noise, uint8 (side, side, 3)."""
    coarse = torch.rand(1, 3, 5, 5, generator=generator)
    smooth = torch.nn.functional.interpolate(
        coarse, size=(side, side), mode="bilinear", align_corners=False
    )[0]
    noisy = smooth * 220 + torch.rand(3, side, side, generator=generator) * 35
    return noisy.to(torch.uint8).permute(1, 2, 0).contiguous()


def preprocess(pixels):
    mean = torch.tensor(MEAN).view(3, 1, 1)
    deviation = torch.tensor(DEVIATION).view(3, 1, 1)
    return ((pixels.permute(2, 0, 1).float() / 255 - mean) / deviation).unsqueeze(0)


def pictures(count, side, generator):
    return torch.cat([preprocess(picture(side, generator)) for _ in range(count)])


def save_checkpoints(directory, state, variants):
    torch.save(state, os.path.join(directory, "zip.pth"))
    legacy = {"_use_new_zipfile_serialization": False}
    torch.save(state, os.path.join(directory, "legacy.pth"), **legacy)
    if variants:
        wrapped = {"state_dict": type(state)(("module." + k, v) for k, v in state.items())}
        torch.save(wrapped, os.path.join(directory, "wrapped-zip.pth"))
        torch.save(wrapped, os.path.join(directory, "wrapped-legacy.pth"), **legacy)


def save_prediction(directory, network, side, generator):
    pixels = picture(side, generator)
    write_png(os.path.join(directory, "image.png"), pixels)
    with torch.no_grad():
        probabilities = torch.softmax(network(preprocess(pixels))[0], 0)
    with open(os.path.join(directory, "prediction.json"), "w") as file:
        json.dump({"probabilities": probabilities.tolist()}, file)


def save_gradients(directory, network, inputs, classes, generator):
    network = network.double().train()
    inputs = inputs.double()
    labels = torch.randint(classes, (inputs.shape[0],), generator=generator)
    loss = torch.nn.functional.cross_entropy(network(inputs), labels)
    loss.backward()
    tensors = {"input": inputs, "labels": labels, "loss": loss.detach()}
    for name, parameter in network.named_parameters():
        tensors["grad/" + name] = parameter.grad
    for name, buffer in network.named_buffers():
        if buffer.is_floating_point():
            tensors["after/" + name] = buffer
    write_safetensors(os.path.join(directory, "gradients.safetensors"), tensors)


def make(name, architecture, options):
    directory = os.path.join(options.out, name)
    os.makedirs(directory, exist_ok=True)
    generator = torch.Generator().manual_seed(options.seed)
    side = options.resolution
    rival = architecture.startswith("rival:")
    build = reference_rivals.build if rival else reference_network.Network
    network = build(architecture, options.classes, options.small_input)
    reference_network.initialise(network, options.seed)
    passes = [pictures(max(8, options.batch), side, generator) for _ in range(options.passes)]
    reference_network.calibrate(network, passes)
    save_checkpoints(directory, network.state_dict(), options.variants)
    inputs = pictures(options.batch, side, generator)
    with torch.no_grad():
        logits = network(inputs)
    write_safetensors(
        os.path.join(directory, "parity.safetensors"), {"input": inputs, "logits": logits}
    )
    save_prediction(directory, network, side, generator)
    about = {
        "name": name,
        "architecture": architecture,
        "classes": options.classes,
        "resolution": side,
        "smallInput": options.small_input,
        "seed": options.seed,
        "parameters": sum(parameter.numel() for parameter in network.parameters()),
        "torch": torch.__version__,
    }
    if options.gradients:
        save_gradients(directory, network, inputs, options.classes, generator)
    with open(os.path.join(directory, "parity.json"), "w") as file:
        json.dump(about, file, indent=2)
    print(json.dumps(about), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", help="directory to write into")
    parser.add_argument("--model", nargs="*", default=[], choices=list(reference_network.PUBLISHED))
    parser.add_argument("--architecture", help="any architecture string, with --name")
    parser.add_argument("--name", default="custom")
    parser.add_argument("--resolution", type=int, default=64)
    parser.add_argument("--classes", type=int, default=1000)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--passes", type=int, default=3, help="calibration passes")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--small-input", action="store_true", help="stem with stride 1")
    parser.add_argument("--variants", action="store_true", help="wrapped checkpoints too")
    parser.add_argument("--gradients", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    wanted = [(name, reference_network.PUBLISHED[name]) for name in options.model]
    if options.architecture:
        wanted.append((options.name, options.architecture))
    if not wanted:
        parser.error("name at least one --model or an --architecture")
    for name, architecture in wanted:
        make(name, architecture, options)


if __name__ == "__main__":
    main()
