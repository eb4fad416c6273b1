#!/usr/bin/env python3
"""The child, which leaves in the folder RECORD what it receives and sends over its data connection, byte by byte."""

import os

import child


def recorded(name, content):
    with open(os.path.join(os.environ["RECORD"], name), "ab") as file:
        file.write(content)
    return content


receive, send = child.Data.receive, child.Data.send
child.Data.receive = lambda self, length: recorded("received", receive(self, length))
child.Data.send = lambda self, content: send(self, recorded("sent", content))

if __name__ == "__main__":
    child.CHILD.main()
