import { configure } from '@testing-library/react'

/** A screen's chunk is made when it is first asked for: on a busy machine that takes its time. */
configure({ asyncUtilTimeout: 25_000 })
