"""Runs the llama.cpp server of xllamacpp until standard input ends.

The first line of standard input is the configuration, as JSON; the address is printed as one line of JSON. The pipe
behind standard input belongs to galley: however galley ends, the pipe closes, and this process with it.
"""

import json
import os
import sys
import threading

config = json.loads(sys.stdin.readline())


def watch():
    try:
        while sys.stdin.buffer.raw.read(4096):
            pass
    finally:
        os._exit(0)


threading.Thread(target=watch, daemon=True).start()

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = config["model"]
params.n_ctx = config["context"]
params.n_parallel = 1
params.cpuparams.n_threads = config["threads"]
params.cpuparams_batch.n_threads = config["threads"]
params.hostnames = ["127.0.0.1"]
params.port = 0
params.api_keys = [config["key"]]
params.cache_prompt = True
params.cache_ram_mib = 256
params.ui = False
params.endpoint_slots = False
server = xllamacpp.Server(params)
print(json.dumps({"address": server.listening_address}), flush=True)
threading.Event().wait()
