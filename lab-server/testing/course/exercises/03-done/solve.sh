#!/bin/bash
# Does what the task asks for.
echo veth > done.txt
echo "{}"
